import { Mutex, MutexToken } from "./mutex.ts";
import type { OneStep } from "../../harness/explorer/mod.ts";

/**
 * The mutex's methods, which the steps 7.4.2 to 7.4.4 have proved: what is
 * built on them is searched with one step for each.
 */
export const PROVED: OneStep[] = [
  { of: Mutex, methods: ["lock"] },
  { of: MutexToken, methods: ["lock", "unlock", Symbol.dispose] },
];
