import { reportRequests } from '../src/privacy/requests-made.ts';

// A worker's name says what it is for.
reportRequests(`the worker for ${self.name}`);
