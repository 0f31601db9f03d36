/** Approximate size of a cluster. It decides how much CPU and memory the components request. */
export enum StackSize {
  /** Up to 10 nodes. */
  SMALL = 'small',
  /** Up to 100 nodes. */
  MEDIUM = 'medium',
  /** Up to 500 nodes. */
  LARGE = 'large',
}
