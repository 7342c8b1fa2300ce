import { spawnSync } from 'node:child_process';
import { findProgram } from './find-program.ts';

/** Whether {@link installDebianPackage} can work here: Debian's package manager is there and we are root. */
export function canInstallDebianPackages(): boolean {
  return process.getuid?.() === 0 && findProgram(['apt-get']) !== null;
}

/** Installs a Debian package with its dependencies, showing what apt-get says. Throws if apt-get fails. */
export function installDebianPackage(name: string): void {
  // Waiting for the lock rather than failing: a machine that has just started may be updating itself.
  const apt = ['-y', '-o', 'DPkg::Lock::Timeout=300'];
  for (const args of [
    ['update', ...apt],
    ['install', '--no-install-recommends', ...apt, name],
  ]) {
    const { status, error } = spawnSync('apt-get', args, {
      // Standard output is the test report's.
      stdio: ['ignore', 2, 2],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
    if (status !== 0) {
      throw new Error(
        `apt-get ${args.join(' ')} failed${error ? `: ${error.message}` : ` (exit ${status})`}.`,
      );
    }
  }
}
