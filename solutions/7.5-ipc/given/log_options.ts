/** Options for `LogProcess`. */
export interface LogProcessOptions {
  /** The path of the log file. Lines are added at its end. */
  file: string;
  /**
   * The program that writes it; its contract is that of logger.ts.
   * @default {new URL("../logger.ts", import.meta.url)}
   */
  program?: URL;
  /** Told of each error that was dealt with. @default {console.error} */
  onError?: (error: Error) => void;
}
