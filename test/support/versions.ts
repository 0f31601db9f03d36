/** The release before a threshold: 1.36.0 -> 1.35.999, 3.0.0 -> 2.999.0. */
export function justBelow(text: string): string {
  const [major, minor, patch] = text.split('.').map(Number);
  if (patch > 0) { return `${major}.${minor}.${patch - 1}`; }
  return minor > 0 ? `${major}.${minor - 1}.999` : `${major - 1}.999.0`;
}
