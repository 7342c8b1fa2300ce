/** State that what reads it follows. */
export function reactive<State extends object>(values: State): State {
  let state = $state.raw(values);
  return new Proxy(values, {
    get: (_, key) => state[key as keyof State],
    set: (_, key, value) => {
      state = { ...state, [key]: value };
      return true;
    },
  });
}

/** Does `work` again whenever what it reads changes, until the returned function is called. */
export function effect(work: () => void): () => void {
  return $effect.root(() => {
    $effect(work);
  });
}
