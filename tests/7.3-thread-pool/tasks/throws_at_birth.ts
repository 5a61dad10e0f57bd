throw new RangeError("the module broke at its first line");
export default function never(): void {}
