import { Script } from "./script.ts";

/** What puppet.ts does, as far as the tests that use it here ask for it. */
const PUPPET = `
say() { printf '%s\\n' "$1"; }
say $$
exec 3<&0
while IFS= read -r line; do
  case $line in
    burn) say burning; while :; do :; done ;;
    block) say blocked; exec sleep 60 ;;
    crash) say 'last words'; exit 70 ;;
    leave) say goodbye; exit 0 ;;
    spout) yes spouting | head -n 120000; exec sleep 60 ;;
    ignore) trap '' TERM; say ignoring ;;
    polite)
      trap 'kill $!; say "asked to stop"; exit 0' TERM
      trap 'kill $!; say interrupted; exit 0' INT
      say polite
      # A shell may hear of a signal only when it does not read itself.
      cat <&3 >/dev/null & wait $!
      break ;;
    *) say "$line" ;;
  esac
done
say 'end of input'
exit 0
`;

/** A first line by which a program says that a shell is to run it. */
export const SHELL = "#!/bin/sh\n";

/**
 * Until it is disposed of, programs that do nothing of Deno's own are run by a
 * shell, where this process would start a Deno for them, which takes thirty
 * times as long: puppet.ts, echo.ts, and those that begin with
 * {@linkcode SHELL}.
 */
export async function lightChildren(): Promise<Disposable> {
  if (Deno.build.os === "windows") return { [Symbol.dispose]() {} };
  const script = await Script.create(`
for word; do
  case $word in file://* | /*) program=$word; break ;; esac
done
case $program in
  */programs/echo.ts) exec cat ;;
  */programs/puppet.ts) ;;
  *)
    file=\${program#file://}
    # Once, as it may be another program a moment later; or none, once the
    # test is over.
    text=$(cat "\${file%%\\?*}" 2>/dev/null) || exit 1
    case $text in '${SHELL.trim()}'*) exec sh -c "$text" ;; esac
    exec '${Deno.execPath()}' "$@" ;;
esac
${PUPPET}`);
  return script.inPlaceOfDeno();
}
