package com.acme.colors;

record Color(String message) {

}
