import { deskOf } from '../desk/shell.tsx'
import { mount } from '../kit/provider.tsx'
import { screens } from './routes.tsx'

mount('/staff', deskOf({ name: 'staff', title: '考评与督导', screens }))
