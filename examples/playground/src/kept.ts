/** A text that outlives a reload, where the browser lets a page keep one; elsewhere it is kept as long as the page. */
export function createKept(name: string): { read(): string | undefined; write(text: string): void } {
  const key = `writ-playground:${name}`;
  let here: string | undefined;
  return {
    read: () => {
      try {
        return localStorage.getItem(key) ?? here;
      } catch {
        return here;
      }
    },
    write: (text) => {
      here = text;
      try {
        localStorage.setItem(key, text);
      } catch {
        // Blocked or full: it holds until the page is closed.
      }
    },
  };
}
