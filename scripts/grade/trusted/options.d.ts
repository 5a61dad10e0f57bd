/** What the grader writes into each bundle. */
declare module "grade:options" {
  export const options: {
    /** Names of globals that the test file mentions. */
    names: string[];
    /** Names of properties that the tests replace for a while. */
    replaced: string[];
    /** Whether FFI must stay, for `--allow-all`. */
    keepFfi: boolean;
    /** Whether the test file imports Node's modules. */
    node: boolean;
  };
  /** The modules from outside that the test file imports. */
  export const modules: object[];
}
