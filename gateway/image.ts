/** The version of Envoy that `npm test` runs. */
export const ENVOY_VERSION = '1.40.0';

/** The image of Envoy. Pin it by digest in production: the tag of a version can be published again. */
export const ENVOY_IMAGE = { repository: 'docker.io/envoyproxy/envoy', tag: `distroless-v${ENVOY_VERSION}` } as const;

/** Any user but root: Envoy needs no privileges. */
export const ENVOY_USER_ID = 101;
