/** How large a cluster is, about: it decides what is requested. */
export enum StackSize {
  /** Up to 10 nodes. */
  SMALL = 'small',
  /** Up to 100 nodes. */
  MEDIUM = 'medium',
  /** Up to 500 nodes. */
  LARGE = 'large',
}
