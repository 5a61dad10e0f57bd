import type { Alternative, Mutant } from "../harness/mutant.ts";
export const mutants: Mutant[] = [];
export const alternatives: Alternative[] = [];
