import { QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { BrowserRouter } from 'react-router'
import './tokens.css'
import './ground.css'
import { ClausePanel } from './clause.tsx'
import { Icon } from './icons.tsx'
import { useReachable } from './network.ts'
import { answers } from './session.ts'
import { Toasts } from './toast.tsx'

const OfflineBanner = () =>
  useReachable() ? null : (
    <p className="offline" role="status">
      <Icon name="warning" /> 网络已断开。已填写的内容仍在本页，恢复后自动继续。
    </p>
  )

/** What every portal stands in: answers, addresses, the clause panel, the offline banner, messages. */
export const Kit = ({ base, children }: { readonly base: string; readonly children: ReactNode }) => (
  <QueryClientProvider client={answers}>
    <BrowserRouter basename={base}>
      <ClausePanel>
        <OfflineBanner />
        {children}
        <Toasts />
      </ClausePanel>
    </BrowserRouter>
  </QueryClientProvider>
)

/** Starts a portal at `#root`. `base` is its address, `/` or `/candidate`. */
export const mount = (base: string, portal: ReactNode): void =>
  createRoot(document.getElementById('root')!).render(
    <StrictMode>
      <Kit base={base}>{portal}</Kit>
    </StrictMode>,
  )
