import { chooseSandbox } from "../../../scripts/grade/sandbox/choose.ts";
import type { Sandbox } from "../../../scripts/grade/sandbox/sandbox.ts";

/** The sandbox that graders get on this machine. */
export const sandbox: Sandbox = await chooseSandbox("auto");
