package ${package};

record Order(String id, int quantity) {
}
