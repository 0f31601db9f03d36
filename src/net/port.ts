/**
 * Ports and their names, as the API server validates them.
 * @see https://github.com/kubernetes/apimachinery/blob/v0.36.0/pkg/util/validation/validation.go (IsValidPortNum, IsValidPortName)
 */
export function isPortNumber(port: number): boolean {
  return Number.isInteger(port) && port >= 1 && port <= 65535;
}

/** A container's port name: at most 15 characters, at least one letter, no two hyphens in a row. */
export function isPortName(name: string): boolean {
  return /^[a-z0-9]([-a-z0-9]{0,13}[a-z0-9])?$/.test(name) && /[a-z]/.test(name) && !name.includes('--');
}
