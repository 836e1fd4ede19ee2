import { StrictMode, useSyncExternalStore } from 'react'
import { createRoot } from 'react-dom/client'
import { type Desk, openDesk } from './desk.ts'
import { dutyConnection } from './duty-connection.ts'
import { RoomScreen } from './room-screen.tsx'
import { SignInScreen } from './sign-in-screen.tsx'
import '../theme.css'
import './invigilator.css'

const Invigilator = ({ desk }: { readonly desk: Desk }) => {
  const view = useSyncExternalStore(desk.subscribe, desk.snapshot)
  if (!view.signedIn) return <SignInScreen desk={desk} refusal={view.refusal} />
  return view.room ? (
    <RoomScreen desk={desk} view={view} room={view.room} />
  ) : (
    <p className="quiet">正在连接考场……</p>
  )
}

const desk = openDesk(dutyConnection)
createRoot(document.getElementById('invigilator')!).render(
  <StrictMode>
    <Invigilator desk={desk} />
  </StrictMode>,
)
