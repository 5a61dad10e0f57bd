/** What a run must not ask the kernel for, by number on each processor. */
const CALLS = {
  x86_64: {
    audit: 0xc000003e,
    refused: {
      // Keys outlive the run, in a ring of the user's.
      ...{ add_key: 248, request_key: 249, keyctl: 250 },
      // Memory that no process has, and no limit of a process counts.
      ...{ shmget: 29, semget: 64, msgget: 68, mq_open: 240 },
      ...{ memfd_create: 319, memfd_secret: 447, io_uring_setup: 425 },
      // Ways into other processes and other namespaces.
      ...{ ptrace: 101, process_vm_readv: 310, process_vm_writev: 311 },
      ...{ pidfd_getfd: 438, kcmp: 312, setns: 308, userfaultfd: 323 },
      ...{ perf_event_open: 298, bpf: 321 },
    },
    clone: 56,
    unshare: 272,
  },
  aarch64: {
    audit: 0xc00000b7,
    refused: {
      ...{ add_key: 217, request_key: 218, keyctl: 219 },
      ...{ shmget: 194, semget: 190, msgget: 186, mq_open: 180 },
      ...{ memfd_create: 279, memfd_secret: 447, io_uring_setup: 425 },
      ...{ ptrace: 117, process_vm_readv: 270, process_vm_writev: 271 },
      ...{ pidfd_getfd: 438, kcmp: 272, setns: 268, userfaultfd: 282 },
      ...{ perf_event_open: 241, bpf: 280 },
    },
    clone: 220,
    unshare: 97,
  },
} as const;

/** `clone3(2)`, whose flags a filter cannot see; programs fall back to clone. */
const CLONE3 = 435;
const CLONE_NEWUSER = 0x10000000;

/** Numbers from here on are another interface to the same calls (x32). */
const X32 = 0x40000000;

/** Classic BPF, as in `<linux/filter.h>`. */
const LOAD = 0x20, JUMP_EQUAL = 0x15, JUMP_FROM = 0x35, JUMP_SET = 0x45;
const RETURN = 0x06;
const ALLOW = 0x7fff0000;
const refuseWith = (errno: number) => 0x00050000 | errno;
const EPERM = 1, ENOSYS = 38;

/** Offsets in `struct seccomp_data`. */
const NUMBER = 0, ARCHITECTURE = 4, FIRST_ARGUMENT = 16;

/**
 * A filter for seccomp(2), as bubblewrap reads it: the calls above fail with
 * EPERM, and so does making a user namespace, in which code would have a
 * superuser's rights to the kernel's less tried parts.
 */
export function systemCallFilter(): Uint8Array {
  const { audit, refused, clone, unshare } = CALLS[Deno.build.arch];
  const program: [code: number, yes: number, no: number, value: number][] = [
    [LOAD, 0, 0, ARCHITECTURE],
    [JUMP_EQUAL, 1, 0, audit],
    [RETURN, 0, 0, refuseWith(ENOSYS)],
    [LOAD, 0, 0, NUMBER],
    [JUMP_FROM, 0, 1, X32],
    [RETURN, 0, 0, refuseWith(ENOSYS)],
    [JUMP_EQUAL, 0, 1, CLONE3],
    [RETURN, 0, 0, refuseWith(ENOSYS)],
  ];
  for (const number of Object.values(refused)) {
    program.push(
      [JUMP_EQUAL, 0, 1, number],
      [RETURN, 0, 0, refuseWith(EPERM)],
    );
  }
  program.push(
    [JUMP_EQUAL, 1, 0, clone],
    [JUMP_EQUAL, 0, 3, unshare],
    [LOAD, 0, 0, FIRST_ARGUMENT],
    [JUMP_SET, 0, 1, CLONE_NEWUSER],
    [RETURN, 0, 0, refuseWith(EPERM)],
    [RETURN, 0, 0, ALLOW],
  );
  const view = new DataView(new ArrayBuffer(program.length * 8));
  for (const [index, [code, yes, no, value]] of program.entries()) {
    view.setUint16(index * 8, code, true);
    view.setUint8(index * 8 + 2, yes);
    view.setUint8(index * 8 + 3, no);
    view.setUint32(index * 8 + 4, value, true);
  }
  return new Uint8Array(view.buffer);
}
