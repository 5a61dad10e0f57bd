/** Where the text of lesson 7.1 explains what each step's code may show. */
export const SECTIONS = {
  "7.1.1": "711-echo-standard-input",
  "7.1.2": "712-accept-and-start-a-child",
  "7.1.3": "713-carry-the-bytes-both-ways",
  "7.1.4": "714-reap-the-children-and-count-them",
  "7.1.5": "715-let-a-crash-hurt-one-client-only",
  "7.1.6": "716-no-more-than-maxchildren",
  "7.1.7": "717-shut-down-and-leave-nothing-behind",
  "7.1.8": "718-fork-before-the-clients-come",
} as const;
