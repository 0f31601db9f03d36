/**
 * What the two servers of kube-state-metrics answer to a health question, by minor version: the status, and whether the body is an answer
 * and not a landing page. Up to 2.13 any unknown path gets that page with 200: such a probe passes and asks nothing.
 * Conformance asks the real ones.
 */
export function answer(minor: number, port: 8080 | 8081, path: string): { readonly status: number; readonly isAnswer: boolean } {
  const served = port === 8080 ? ['/healthz', ...minor >= 13 ? ['/livez'] : []] : minor >= 13 ? ['/readyz'] : [];
  if (served.includes(path)) { return { status: 200, isAnswer: true }; }
  // the landing page itself: before 2.13 all that the telemetry port has
  return { status: path === '/' || minor < 14 ? 200 : 404, isAnswer: path === '/' && port === 8081 && minor < 13 };
}
