/**
 * Responses of the two servers of kube-state-metrics to health requests, by minor version: the status, and whether the body is a real
 * response and not the landing page. Up to 2.13 any unknown path returns that page with 200, so such a probe always passes. Conformance
 * tests compare with the real program.
 */
export function answer(minor: number, port: 8080 | 8081, path: string): { readonly status: number; readonly isAnswer: boolean } {
  const newer = port === 8080 ? '/livez' : '/readyz';
  const served = [...port === 8080 ? ['/healthz'] : [], ...minor >= 13 ? [newer] : []];
  if (served.includes(path)) { return { status: 200, isAnswer: true }; }
  // the landing page itself: the only page of the telemetry port before 2.13
  return { status: path === '/' || minor < 14 ? 200 : 404, isAnswer: path === '/' && port === 8081 && minor < 13 };
}
