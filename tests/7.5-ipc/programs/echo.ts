// Sends each message back, until the input ends.
import { answerParent } from "../../../lessons/7.5-ipc/given/child_end.ts";

await answerParent((message) => message);
