/** A version, as far as it is compared: what tables of thresholds need of one. */
export interface AtLeast {
  readonly text: string;
  isAtLeast(threshold: string): boolean;
}
