/** The steps that the explorer proves: their tests run in a page, too. */
export const IN_PAGE: readonly string[] = [
  "7.3.1",
  "7.3.2",
  "7.3.3",
  "7.4.1",
  "7.4.2",
  "7.4.3",
  "7.4.4",
  "7.4.5",
  "7.4.6",
  "7.4.7",
  "7.4.8",
  "7.5.5",
  "7.5.6",
];
