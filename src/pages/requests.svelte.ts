import { hearRequests, type RequestMade } from '../privacy/requests-made.ts';

let made = $state.raw<readonly RequestMade[]>([]);

hearRequests((more) => (made = [...made, ...more]));

/** Every request since the page was opened. */
export function requestsMade(): readonly RequestMade[] {
  return made;
}
