// A logger that ends before it has said anything.
Deno.exit(3);
