/** Recorded series that are in no panel, and why. */
export const NOT_SHOWN: Readonly<Record<string, string>> = {
};
