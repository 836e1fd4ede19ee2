import { deskOf } from '../desk/shell.tsx'
import { mount } from '../kit/provider.tsx'
import { screens } from './routes.tsx'

mount('/authority', deskOf({ name: 'authority', title: '主管部门', screens }))
