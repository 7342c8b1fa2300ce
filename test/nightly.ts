/**
 * Whether this is the run of the night (`.ci/run nightly`): it has the machine to itself and time, so the tests of speed are in it,
 * and those that take a size take more.
 */
export const nightly = process.env.DISSENSUS_NIGHTLY === 'true';
