export { type BuildOptions, createPreviewBuilder, type PreviewBuilder, type PreviewBuilderOptions } from './build/builder.ts'; // prettier-ignore
export type {
  PreviewAsset,
  PreviewBuild,
  PreviewDiagnostic,
  PreviewPatch,
} from './build/preview-build.ts';
export { previewDocument, type PreviewDocumentInput } from './serve/document.ts';
export { BLANK_PAGE, createPreviewHandler, type PreviewHandler, type PreviewHandlerOptions } from './serve/handler.ts'; // prettier-ignore
export { inertHeaders } from './serve/security-headers.ts';
export type { VendorMode } from './vendor/entries.ts';
export { vendorVersions } from './vendor/installed-packages.ts';
export { createVendor, type Vendor, type VendorOptions } from './vendor/vendor.ts';
