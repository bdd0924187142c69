package io.kintsugi.cli.demo;

import io.kintsugi.cli.demo.home.DemoRecord;

/** A demo that runs, and how its workload went. */
record DemoResult(DemoRecord record, DemoShop.Outcome outcome) {}
