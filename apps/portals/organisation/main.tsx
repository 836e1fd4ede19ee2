import { deskOf } from '../desk/shell.tsx'
import { mount } from '../kit/provider.tsx'
import { screens } from './routes.tsx'

mount('/organisation', deskOf({ name: 'organisation', title: '评价机构', screens }))
