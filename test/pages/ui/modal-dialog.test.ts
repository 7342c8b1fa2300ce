// @vitest-environment happy-dom
import { createRawSnippet, flushSync, mount, unmount } from 'svelte';
import { expect, it, vi } from 'vitest';
import ModalDialog from '../../../src/pages/ui/ModalDialog.svelte';

function open(onclose: () => void) {
  const children = createRawSnippet(() => ({ render: () => '<p id="words">Which is it?</p>' }));
  const dialog = mount(ModalDialog, {
    target: document.body,
    props: { labelledby: 'words', onclose, children },
  });
  flushSync();
  return { dialog, element: document.querySelector('dialog')! };
}

it('a dialog says that it was closed', async () => {
  const onclose = vi.fn();
  const { dialog, element } = open(onclose);
  element.dispatchEvent(new Event('close'));
  expect(onclose).toHaveBeenCalledOnce();
  await unmount(dialog);
});

it('a dialog that was taken away says nothing more: what it asked may have been answered, and the next asked', async () => {
  const onclose = vi.fn();
  const { dialog, element } = open(onclose);
  await unmount(dialog);
  element.dispatchEvent(new Event('close'));
  expect(onclose).not.toHaveBeenCalled();
});
