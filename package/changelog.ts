/** What says which version this is. */
export interface ReleaseFiles {
  /** Of package.json. */
  readonly version: string;
  /** CHANGELOG.md, with a section `## 1.2.0 (2026-11-26)` for each version. */
  readonly changelog: string;
  /** CITATION.cff. */
  readonly citation: string;
}

/**
 * What the changelog says of the version that a tag names.
 * @param tag `v` and the version
 * @throws Error if the files do not agree on the version, or the changelog does not have it
 */
export function releaseNotes(tag: string, { version, changelog, citation }: ReleaseFiles): string {
  if (tag !== `v${version}`) throw new Error(`The tag is "${tag}", and package.json has version ${version}.`);
  const cited = /^version: (\S+)$/m.exec(citation)?.[1];
  if (cited !== version) throw new Error(`CITATION.cff has version ${cited}, and package.json ${version}.`);
  const section = changelog.split(/^## /m).find((one) => one.startsWith(`${version} (`));
  if (section === undefined) throw new Error(`CHANGELOG.md has no section "## ${version} (date)".`);
  return `${section.slice(section.indexOf('\n') + 1).trim()}\n`;
}
