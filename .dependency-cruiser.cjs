/** The arrows of the house (docs/architecture.md): each rule forbids one that would point back. */
const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

const TEST = '\\.test\\.tsx?$';

module.exports = {
  forbidden: [
    forbid(
      'no-circular',
      'A cycle has no first file to read; types alone have no order.',
      {},
      { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    ),
    forbid(
      'common-is-a-leaf',
      'Contracts depend on nothing of ours.',
      { path: '^packages/common/' },
      { path: '^(apps|packages/(?!common/))' },
    ),
    forbid(
      'packages-know-no-app',
      'Arrows point from apps to packages.',
      { path: '^packages/' },
      { path: '^(apps|acceptance|bench)/' },
    ),
    forbid(
      'packages-stand-alone',
      'Packages meet in the apps; docs/adr/005 names the three arrows that are meant.',
      { path: '^packages/([^/]+)/', pathNot: '^packages/(codegen|editor|verifier)/' },
      { path: '^packages/', pathNot: ['^packages/$1/', '^packages/common/'] },
    ),
    forbid(
      'codegen-and-editor-use-ui',
      "The editor draws with ui, and codegen reads ui's theme and registry: they use no other sibling.",
      { path: '^packages/(codegen|editor)/', pathNot: TEST },
      { path: '^packages/', pathNot: ['^packages/$1/', '^packages/(common|ui)/'] },
    ),
    forbid(
      'verifier-uses-preview',
      'The verifier looks at what the preview shows: it uses no other sibling.',
      { path: '^packages/verifier/', pathNot: TEST },
      { path: '^packages/', pathNot: '^packages/(verifier|common|preview)/' },
    ),
    forbid(
      'services-know-no-http',
      'Services serve HTTP, the worker and the command line alike.',
      { path: '^apps/api/src/services/' },
      { path: ['^apps/api/src/(routes|middlewares)/', 'node_modules/(express|bullmq)/'] },
    ),
    forbid(
      'trees-know-no-collector',
      'Who collects what is stored knows how it is stored, and not the other way round.',
      { path: '^apps/api/src/services/trees/', pathNot: '\\.test\\.ts$' },
      { path: '^apps/api/src/services/collector/' },
    ),
    forbid(
      'telemetry-is-loaded-on-demand',
      'Who sends traces and reports nowhere does not load what would send them.',
      {
        path: '^apps/api/src/',
        pathNot: '^apps/api/src/observability/(otel-tracer|sentry-reporter)',
      },
      { path: 'node_modules/@(opentelemetry|sentry)/' },
    ),
    forbid(
      'telemetry-is-imported-when-it-is-set',
      'The same, one file before.',
      { path: '^apps/api/src/', pathNot: '\\.test\\.ts$' },
      {
        path: '^apps/api/src/observability/(otel-tracer|sentry-reporter)\\.ts$',
        dependencyTypesNot: ['dynamic-import', 'type-only'],
      },
    ),
    forbid(
      'db-knows-no-service',
      'The schema is below the business.',
      { path: '^apps/api/src/db/' },
      { path: '^apps/api/src/(services|routes|jobs|middlewares)/' },
    ),
    forbid(
      'policies-are-pure',
      'Who may do what is decided on values.',
      { path: '^apps/api/src/policies/', pathNot: '\\.test\\.ts$' },
      { path: '^apps/api/src/(db|services|routes|integrations)/' },
    ),
    forbid(
      'acceptance-is-a-black-box',
      'Acceptance tests use HTTP only.',
      { path: '^acceptance/' },
      { path: '^apps/' },
    ),
    forbid(
      'web-speaks-through-the-client',
      'The studio uses the public API.',
      { path: '^apps/web/' },
      { path: '^(apps/api|packages/(codegen|preview|verifier))/' },
    ),
    forbid(
      'no-orphans',
      'A file that nothing uses is dead.',
      {
        orphan: true,
        pathNot: [
          '\\.(test|d)\\.tsx?$',
          '(^|/)(vite|jest|playwright|drizzle)[^/]*config',
          'main\\.tsx?$',
          '\\.css$',
          '^apps/web/public/',
          '^(bench|acceptance|scripts)/',
          'packages/[^/]+/scripts/',
          'src/index\\.ts$',
          '/blocks/',
          '/runtime/',
        ],
      },
      {},
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|generated|node_modules/\\.cache)/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'default'],
    },
  },
};
