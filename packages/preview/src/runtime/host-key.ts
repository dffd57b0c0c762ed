/** Name of the global by which a page's runtime is found by the packages and modules of its app. */
export const PREVIEW_HOST_KEY = 'promptly.preview';
