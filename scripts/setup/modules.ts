/**
 * The TypeScript modules under some folders, as paths from the root.
 *
 * @param folders Paths that end in a slash.
 */
export async function modulesUnder(
  root: URL,
  folders: string[],
): Promise<string[]> {
  const modules: string[] = [];
  const walk = async (folder: string) => {
    for await (const entry of Deno.readDir(new URL(folder, root))) {
      if (entry.isDirectory) await walk(`${folder}${entry.name}/`);
      else if (entry.name.endsWith(".ts")) modules.push(folder + entry.name);
    }
  };
  for (const folder of folders) await walk(folder);
  return modules;
}
