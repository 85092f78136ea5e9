// What the shell asks of Node.js and a page does not have: compression. Those commands say so.
const missing = () => {
  throw new Error('not available in the page');
};
export const gunzipSync = missing;
export const gzipSync = missing;
export const constants = {};
