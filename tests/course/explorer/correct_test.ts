import { assertEquals } from "@std/assert";
import { explore } from "../../harness/explorer/mod.ts";
import { correct } from "./models/correct.ts";

for (const model of correct) {
  Deno.test(`explore() is complete when the model is ${model.name}`, () => {
    assertEquals(explore(model).kind, "complete");
  });
}
