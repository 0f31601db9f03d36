/** A version that tables of thresholds can compare. */
export interface AtLeast {
  readonly text: string;
  isAtLeast(threshold: string): boolean;
}
