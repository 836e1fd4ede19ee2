import { mount } from '../kit/provider.tsx'
import { publicPortal } from './portal.tsx'
import { screens } from './routes.tsx'

mount('/', publicPortal(screens))
