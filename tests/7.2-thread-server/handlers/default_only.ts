/** What a module exports as its default is not its `handle()`. */
export default function handle(): void {}
