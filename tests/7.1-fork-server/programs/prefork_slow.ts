/** A prefork server's child that takes its time before it listens. */
await new Promise((resolve) => setTimeout(resolve, 200));
await import("../../../lessons/7.1-fork-server/given/prefork_child.ts");
