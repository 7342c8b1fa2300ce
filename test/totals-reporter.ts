import type { Reporter, TestCase, TestModule } from 'vitest/node';

/** How many of the slowest files are named. */
const SLOWEST = 15;

/**
 * Ends a run with what decides about it: the slowest files, the tests that passed only when they were tried again, and the
 * totals in the last line. A test that needed another try fails the run, because it will fail somebody's later.
 */
export default class TotalsReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    for (const line of totals(modules)) console.log(line);
    if (flaky(modules).length > 0) process.exitCode = 1;
  }
}

function totals(modules: readonly TestModule[]): string[] {
  const slowest = modules
    .map((module) => ({ module, seconds: module.diagnostic().duration / 1000 }))
    .sort((a, b) => b.seconds - a.seconds)
    .slice(0, SLOWEST)
    .map(
      ({ module, seconds }) =>
        `${seconds.toFixed(1).padStart(7)} s  ${module.project.name}  ${module.relativeModuleId}`,
    );
  const unsteady = flaky(modules).map((test) => `  ${test.module.relativeModuleId}: ${test.fullName}`);
  const tests = modules.flatMap((module) => [...module.children.allTests()]);
  const count = (state: string) => tests.filter((test) => test.result().state === state).length;
  // A file that does not load, or whose set-up fails, fails without a test of its own.
  const broken = modules.filter(
    (module) =>
      module.state() === 'failed' &&
      [...module.children.allTests()].every((test) => test.result().state !== 'failed'),
  ).length;
  return [
    `The slowest ${slowest.length} files:`,
    ...slowest,
    ...(unsteady.length > 0 ? ['Passed only when tried again, and to be mended:', ...unsteady] : []),
    ...(count('skipped') > 0 ? [`${count('skipped')} skipped`] : []),
    `${count('passed')} passed, ${count('failed') + broken} failed`,
  ];
}

function flaky(modules: readonly TestModule[]): TestCase[] {
  return modules
    .flatMap((module) => [...module.children.allTests()])
    .filter((test) => test.diagnostic()?.flaky);
}
