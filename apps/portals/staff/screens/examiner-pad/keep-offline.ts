/** Has the pad's page kept on the device; does nothing where the browser cannot, as without a secure address. */
export const keepOffline = async (): Promise<void> => {
  if (!('serviceWorker' in navigator)) return
  await navigator.serviceWorker.register('/staff/pad-worker.js', { scope: '/staff/' })
  const { active } = await navigator.serviceWorker.ready
  const addresses = performance
    .getEntriesByType('resource')
    .map(({ name }) => new URL(name).pathname)
    .filter((path) => path.startsWith('/assets/'))
  active?.postMessage({ kind: 'keep', addresses: [...new Set(addresses)] })
}
