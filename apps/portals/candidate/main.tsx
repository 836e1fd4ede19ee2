import { mount } from '../kit/provider.tsx'
import { candidatePortal } from './portal.tsx'
import { screens } from './routes.tsx'

mount('/candidate', candidatePortal(screens))
