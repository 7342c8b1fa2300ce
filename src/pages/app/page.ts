import { mount } from 'svelte';
import { noteUncaughtErrors } from '../ui/unexpected-errors.svelte.ts';
import Page from './Page.svelte';
import './page.css';

noteUncaughtErrors();
const target = document.getElementById('page')!;
target.replaceChildren();
mount(Page, { target });
