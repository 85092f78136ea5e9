export { fetchPost } from './fetch-post.ts';
export { OPENAPI } from './openapi.ts';
export { type AdminOptions, type AdminServer, startAdminServer } from './server.ts';
export { tokenIn } from './token.ts';
