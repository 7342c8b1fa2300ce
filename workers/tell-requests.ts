import { tellRequests } from '../src/privacy/requests-made.ts';

// A worker's name says what it is for.
tellRequests(`the worker for ${self.name}`);
