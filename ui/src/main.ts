import './styles/base.css';
import { connect } from '$connect';
import { mount } from 'svelte';
import App from './App.svelte';
import { Desk } from '$lib/shell/desk.svelte';

mount(App, { target: document.body.querySelector('#app') ?? document.body, props: { desk: new Desk(connect()) } });
