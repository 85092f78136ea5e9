import type { Post } from '@writ/approvals';

/** Sends a webhook message with this process's `fetch`; a redirect is an answer like any other, and not followed. */
export const fetchPost: Post = async (url, { headers, body, signal }) => {
  const response = await fetch(url, {
    method: 'POST',
    headers,
    body,
    redirect: 'manual',
    signal: signal as AbortSignal,
  });
  await response.body?.cancel(); // Whatever it says, nobody reads it.
  return { status: response.status };
};
