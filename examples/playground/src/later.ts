/** Does the latest thing it was given once nothing newer came for a while. */
export function createLater(afterMs: number): (work: () => void) => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return (work) => {
    clearTimeout(timer);
    timer = setTimeout(work, afterMs);
  };
}
